///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/addresses/HostEntry.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import kit.Program;
import kit.RealPeers;

/// Follows the aliases of NAME to its addresses, as the name server at HOST and PORT has them.
void main(String[] args) {
    var usage = "NAME=www.test HOST=127.0.0.1 PORT=7777";
    Program.run("addresses/HostEntry", usage, args, RealPeers.NAME_SERVERS, this::lookUp);
}

void lookUp(Program program) throws Exception {
    var resolver = Dns.at(program.datagramServer());
    var entry = addresses.HostEntry.lookup(program.text("NAME"), resolver);
    entry.aliases().forEach(alias -> program.says("alias    " + alias));
    program.says("name     " + entry.canonical());
    entry.addresses().forEach(each -> program.says("address  " + each.getHostAddress()));
}

/// Asks a name server for one kind of record at a time.
record Dns(InitialDirContext context) implements addresses.HostEntry.Resolver {

    static Dns at(InetSocketAddress server) throws NamingException {
        var host = server.getAddress().getHostAddress();
        var name = server.getAddress() instanceof Inet6Address ? "[" + host + "]" : host;
        var settings = new Hashtable<String, String>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, "dns://" + name + ":" + server.getPort());
        return new Dns(new InitialDirContext(settings));
    }

    @Override
    public Optional<String> canonicalName(String name) throws IOException {
        return records(name, "CNAME").stream().findFirst();
    }

    @Override
    public List<InetAddress> addresses(String name) throws IOException {
        return Stream.concat(records(name, "A").stream(), records(name, "AAAA").stream())
                .map(InetAddress::ofLiteral)
                .toList();
    }

    private List<String> records(String name, String type) throws IOException {
        try {
            var found = context.getAttributes(name, new String[] {type}).get(type);
            var records = new ArrayList<String>();
            for (int i = 0; found != null && i < found.size(); i++) {
                records.add((String) found.get(i));
            }
            return records;
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw new IOException("no answer from the name server", e);
        }
    }
}
