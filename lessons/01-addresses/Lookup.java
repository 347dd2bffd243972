///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/// Asks twice for the addresses of a name: shows what came, and how long each took.
void main(String[] args) throws Exception {
    if (args.length < 1 || args.length > 2) {
        System.err.println("usage: Lookup NAME [dns://ADDRESS:PORT]");
        System.exit(2);
    }
    var name = args[0];
    Callable<List<String>> ask =
            args.length == 1 ? () -> askSystem(name) : () -> askServer(name, args[1]);
    askSystem("127.0.0.1"); // <1>
    try {
        var start = System.nanoTime();
        var answer = ask.call();
        var middle = System.nanoTime();
        ask.call();
        var end = System.nanoTime();
        answer.forEach(IO::println);
        IO.println("first  " + (middle - start) / 1000 + " microseconds");
        IO.println("again  " + (end - middle) / 1000 + " microseconds");
    } catch (UnknownHostException | NamingException e) {
        System.err.println("no answer: " + e);
        System.exit(1);
    }
}

List<String> askSystem(String name) throws UnknownHostException {
    return Stream.of(InetAddress.getAllByName(name)).map(this::line).toList(); // <2>
}

List<String> askServer(String name, String server) throws NamingException {
    var settings = new Hashtable<String, String>();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    settings.put(Context.PROVIDER_URL, server);
    var dns = new InitialDirContext(settings);
    var lines = new ArrayList<String>();
    for (var type : List.of("CNAME", "A", "AAAA")) { // <3>
        var records = dns.getAttributes(name, new String[] {type}).get(type);
        for (int i = 0; records != null && i < records.size(); i++) {
            var data = (String) records.get(i);
            var isAlias = type.equals("CNAME");
            lines.add(isAlias ? "alias of " + data : line(InetAddress.ofLiteral(data)));
        }
    }
    return lines;
}

String line(InetAddress address) {
    var family = address instanceof Inet4Address ? "IPv4" : "IPv6";
    return family + "   " + address.getHostAddress();
}
