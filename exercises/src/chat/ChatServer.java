package chat;

import java.net.ServerSocket;

/// The hub of a chat room: what one member says, all members see, and in the same order.
///
/// Clients send commands, and are sent lines. Both are bytes that end with LF; a CR before the LF of
/// a command is not part of it, and the lines of the server have none.
///
/// | command     | what happens                                                              |
/// |-------------|---------------------------------------------------------------------------|
/// | `JOIN name` | the client becomes a member; all members, it too, are sent `JOINED name`  |
/// | `MSG text`  | all members, the sender too, are sent `MSG name text`                     |
/// | `NICK name` | the sender has another name; all members, it too, are sent `NICK old new` |
/// | `WHO`       | the sender is sent `WHO name name …`, all members as they have joined     |
/// | `QUIT`      | the client leaves, is sent `BYE`, and its connection is closed            |
/// | other lines | the sender is sent `ERR reason`, in words of your choice; nothing else    |
///
/// Other lines are also a command in lower case, `WHO` or `QUIT` with anything behind, a `JOIN` of a
/// member, and a `MSG`, `NICK` or `WHO` of a client that is none. So are a name that is none or is
/// taken, a text without a byte, and a line of more than 1000 bytes, its end not counted. The
/// connection goes on, and the next line is the next command.
///
/// A name has 1 to 16 characters out of `A` to `Z`, `a` to `z`, `0` to `9`, `-` and `_`. Members see
/// it as it was written. It is taken while another member has it, in whatever case: who is `alice`
/// can become `Alice`, and nobody else can. The text is all that follows the space after `MSG`. Its
/// bytes are passed on as they are, whatever they are.
///
/// Each command is one step, and the steps come one after the other, those of a client in its order.
/// From its own `JOINED` on until it leaves, each member is sent what all are sent, in the order of
/// the steps: every line once, whole, and never within another. A client that is no member is sent
/// nothing but `ERR` and `BYE`. A line is sent when its command is carried out; it does not wait for
/// more from anybody.
///
/// A member leaves by `QUIT`, when its stream ends or breaks, or when it is too slow. Then the other
/// members are sent `LEFT name`, once, and the name is free before anybody can see this line or the
/// `BYE`. Bytes after `QUIT`, or after the last LF of a stream, are no command. When a client quits
/// or its stream ends, it is first sent what waits for it, and then its connection is closed.
///
/// Nobody waits for a client that does not read, or says nothing, and its own commands do not wait
/// either. Lines wait for it, its own answers too, up to a limit; whether a line that is being sent
/// counts as waiting is left open. When one more would have to wait, the client is too slow, however
/// short the time was: its connection is closed, and what waits is thrown away.
public final class ChatServer implements AutoCloseable {

    /// Starts to serve the clients of `listener`, and returns at once.
    ///
    /// If somebody else closes the listener, nobody new can come, and those who are connected chat
    /// on. What happens when `accept` fails for another reason is left open. Several servers can run
    /// at the same time, each with a room of its own.
    ///
    /// @param queue how many lines may wait for a client, 2 or more
    public static ChatServer start(ServerSocket listener, int queue) {
        return notYet();
    }

    /// Closes the listener and the connections of all clients, and waits for none of them.
    ///
    /// When the call returns, nobody can connect, and what still waited for a client is thrown away.
    /// Soon after, no thread of the server is left, and no idle one of a pool. A client that
    /// `accept` returns although the listener is closed is closed, too. What clients are sent
    /// meanwhile is left open. Further calls do nothing.
    @Override
    public void close() {
        notYet();
    }

    private ChatServer() {}

    private static <T> T notYet() {
        throw new UnsupportedOperationException("TODO: be the hub of a chat room");
    }
}
