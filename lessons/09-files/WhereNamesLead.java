///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Resolves names that somebody sent against a folder, and tells where they lead.
void main(String[] args) {
    if (args.length > 0) {
        System.err.println("usage: WhereNamesLead");
        System.exit(2);
    }
    var folder = Path.of("/srv/inbox");
    for (var name :
            List.of(
                    "report.txt",
                    "../../etc/passwd",
                    "/etc/passwd", // <1>
                    "drafts/../report.txt",
                    "..",
                    "",
                    "..\\..\\evil.bat",
                    "report.txt\0.jpg",
                    "r".repeat(300))) { // <2>
        IO.println(shown(name) + where(folder, name));
    }
}

String where(Path folder, String name) {
    try {
        return folder.resolve(name).normalize().toString().replaceAll("r{9,}", "rrr…");
    } catch (InvalidPathException e) {
        return e.getReason();
    }
}

String shown(String name) {
    var visible = name.replace("\0", "\\0").replaceAll("r{9,}", "rrr…");
    return "%-24s".formatted('"' + visible + '"');
}
