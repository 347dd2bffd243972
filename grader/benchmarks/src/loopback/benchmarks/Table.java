package loopback.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/// A table in AsciiDoc.
final class Table {

    /// @param columns their widths and how they are aligned, as AsciiDoc has it
    static String of(String title, String columns, List<String> head, List<List<String>> rows) {
        var text = new StringBuilder();
        text.append(".").append(title).append("\n[cols=\"").append(columns).append("\"]\n|===\n");
        text.append(line(head)).append("\n");
        rows.forEach(row -> text.append(line(row)));
        return text.append("|===\n\n").toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" |", "|", "\n"));
    }

    private Table() {}
}
