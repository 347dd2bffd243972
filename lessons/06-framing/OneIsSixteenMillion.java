///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Writes numbers with their lowest byte first, and reads them with the highest first.
void main() {
    for (int number : new int[] {1, 5, 1000}) {
        var bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, number);
        int mistaken = bytes.order(ByteOrder.BIG_ENDIAN).getInt(0); // <1>
        var hex = HexFormat.ofDelimiter(" ").formatHex(bytes.array());
        IO.println(number + " is written as " + hex + " and read as " + mistaken);
    }

    int length = 0xff_ff_ff_fe;
    IO.println("ff ff ff fe is " + length + ", or " + Integer.toUnsignedLong(length)); // <2>
    byte one = (byte) 0xc8;
    IO.println("c8 is " + one + ", or " + (one & 0xff)); // <3>
}
