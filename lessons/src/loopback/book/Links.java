package loopback.book;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import loopback.course.FileIo;

/// Whether what the pages of a site refer to is there.
///
/// @param pages the pages by file name
record Links(Path site, Map<String, PageIndex> pages) {

    /// The references that lead nowhere, each with its page.
    List<String> dead() {
        var dead = new ArrayList<String>();
        var there = files();
        pages.forEach((file, page) -> {
            for (var target : page.targets()) {
                if (!isExternal(target) && !resolves(file, target, there)) {
                    dead.add(file + " refers to " + target + ", which is not there");
                }
            }
            var seen = new HashSet<String>();
            for (var anchor : page.anchors()) {
                if (!seen.add(anchor)) {
                    dead.add(file + " has two anchors #" + anchor);
                }
            }
        });
        return dead;
    }

    /// The references to other sites: listed, and never followed.
    Set<String> external() {
        var external = new TreeSet<String>();
        pages.values().forEach(page -> external.addAll(page.targets()));
        external.removeIf(target -> !isExternal(target));
        return external;
    }

    /// The paths of the files of the site, with slashes.
    private Set<String> files() {
        return FileIo.walk(site).stream()
                .map(file -> site.relativize(file).toString().replace('\\', '/'))
                .collect(Collectors.toSet());
    }

    private static boolean isExternal(String target) {
        return target.matches("[a-z]+:.*|//.*");
    }

    private boolean resolves(String file, String target, Set<String> there) {
        int hash = target.indexOf('#');
        var path =
                URLDecoder.decode(
                        hash < 0 ? target : target.substring(0, hash), StandardCharsets.UTF_8);
        var name = path.isEmpty() ? file : path;
        if (!there.contains(name)) {
            return false;
        }
        return hash < 0
                || pages.containsKey(name)
                        && pages.get(name).anchors().contains(target.substring(hash + 1));
    }
}
