///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Reads until the other side has ended, then asks the socket whether it is connected.
void main(String[] args) throws Exception {
    if (args.length != 1 || !isPort(args[0])) {
        System.err.println("usage: StillConnected PORT");
        System.exit(2);
    }
    var loopback = InetAddress.getLoopbackAddress();
    try (var socket = new Socket(loopback, Integer.parseInt(args[0]))) {
        var in = socket.getInputStream();
        int count = 0;
        while (in.read() != -1) {
            count++;
        }
        IO.println("read " + count + " bytes, then the end");
        IO.println("isConnected  " + socket.isConnected());
        IO.println("isClosed     " + socket.isClosed()); // <1>
        IO.println("available    " + in.available());
        IO.println("read again   " + in.read());
        writeUntilItFails(socket.getOutputStream());
    } catch (IOException e) {
        System.err.println("failed: " + e.getMessage());
        System.exit(1);
    }
}

void writeUntilItFails(OutputStream out) throws InterruptedException {
    for (int i = 1; i <= 20; i++) {
        try {
            out.write('?');
            IO.print(i == 1 ? "first write  succeeds\n" : ""); // <2>
        } catch (IOException e) {
            IO.println("later write  " + e.getMessage());
            return;
        }
        Thread.sleep(50);
    }
    IO.println("20 writes    succeed: the other side still reads"); // <3>
}

boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) < 65_536;
}
