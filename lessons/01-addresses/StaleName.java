///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Changes two names in a hosts file, and shows what the JVM goes on believing.
void main(String[] args) throws Exception {
    if (args.length > 1 || args.length == 1 && !args[0].matches("[0-9]{1,4}")) {
        System.err.println("usage: StaleName [SECONDS]");
        System.exit(2);
    }
    if (args.length == 1) { // <1>
        Security.setProperty("networkaddress.cache.ttl", args[0]);
        Security.setProperty("networkaddress.cache.negative.ttl", args[0]);
    }
    var hosts = Files.createTempFile("hosts", "");
    System.setProperty("jdk.net.hosts.file", hosts.toString()); // <2>
    try {
        Files.writeString(hosts, "192.0.2.1 old.test\n");
        show("at first");
        Files.writeString(hosts, "192.0.2.2 old.test\n192.0.2.3 new.test\n");
        show("the file has changed");
        if (args.length == 1 && !args[0].equals("0")) {
            Thread.sleep(Duration.ofSeconds(Integer.parseInt(args[0])).plusMillis(1));
            show(args[0] + " s later");
        }
    } finally {
        Files.delete(hosts);
    }
}

void show(String when) {
    IO.println(when);
    for (var name : List.of("old.test", "new.test")) {
        try {
            IO.println("  " + InetAddress.getByName(name));
        } catch (UnknownHostException e) {
            IO.println("  " + name + " is unknown");
        }
    }
}
