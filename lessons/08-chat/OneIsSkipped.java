///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

void main() {
    for (var dead : List.of("alice", "bob", "carol", "dave")) {
        var members = new ArrayList<>(List.of("alice", "bob", "carol", "dave"));
        var told = new ArrayList<String>();
        var end = "";
        try {
            for (var member : members) { // <1>
                try {
                    tell(member, dead);
                    told.add(member);
                } catch (IOException e) {
                    members.remove(member); // <2>
                }
            }
        } catch (ConcurrentModificationException e) {
            end = ", then " + e.getClass().getSimpleName();
        }
        IO.println("%-5s is dead: told are %s%s".formatted(dead, String.join(", ", told), end));
    }
}

/// Stands for a write, which fails if the connection is broken.
void tell(String member, String dead) throws IOException {
    if (member.equals(dead)) {
        throw new SocketException("Broken pipe");
    }
}
