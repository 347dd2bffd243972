package loopback.engine.verdict;

/// One line of a transcript: what somebody did on the wire.
///
/// @param number its place in the step, from 1; where numbers are left out, so are events
/// @param who a name; `you` is the code under test, and nobody says how many more there were
/// @param what such as `sends`, without the bytes
/// @param bytes how many, 0 if it is not about bytes
/// @param pieces in how many pieces these came, 0 without bytes
/// @param preview the first bytes in quotes, as the transcript shows them; empty without bytes
/// @param connection the other side's name, another one for each connection; empty where it is about
///     none
public record WireEvent(
        int number,
        String who,
        String what,
        int bytes,
        int pieces,
        String preview,
        String connection) {}
