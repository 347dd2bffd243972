package loopback.book;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Document;

/// Whether what the pages of a site refer to is there.
///
/// @param pages the pages by file name
record Links(Path site, Map<String, Document> pages) {

    /// The references that lead nowhere, each with its page.
    List<String> dead() {
        var dead = new ArrayList<String>();
        pages.forEach((file, page) -> {
            for (var element : page.select("[href], [src]")) {
                var target = element.attr(element.hasAttr("href") ? "href" : "src");
                if (!isExternal(target) && !resolves(file, target)) {
                    dead.add(file + " refers to " + target + ", which is not there");
                }
            }
            var seen = new TreeSet<String>();
            for (var element : page.select("[id]")) {
                if (!seen.add(element.id())) {
                    dead.add(file + " has two anchors #" + element.id());
                }
            }
        });
        return dead;
    }

    /// The references to other sites: listed, and never followed.
    Set<String> external() {
        var external = new TreeSet<String>();
        for (var page : pages.values()) {
            external.addAll(page.select("[href]").eachAttr("href"));
            external.addAll(page.select("[src]").eachAttr("src"));
        }
        external.removeIf(target -> !isExternal(target));
        return external;
    }

    private static boolean isExternal(String target) {
        return target.matches("[a-z]+:.*|//.*");
    }

    private boolean resolves(String file, String target) {
        int hash = target.indexOf('#');
        var path =
                URLDecoder.decode(
                        hash < 0 ? target : target.substring(0, hash), StandardCharsets.UTF_8);
        var name = path.isEmpty() ? file : path;
        if (!Files.exists(site.resolve(name))) {
            return false;
        }
        return hash < 0
                || pages.containsKey(name)
                        && pages.get(name).getElementById(target.substring(hash + 1)) != null;
    }
}
