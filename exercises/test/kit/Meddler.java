package kit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// A map in which others can get in between a look-up and what its caller does with the result.
///
/// What is one call for the caller (`merge`, `compute`, `replace` …) stays one.
public final class Meddler<K, V> extends ConcurrentHashMap<K, V> {

    private static final long serialVersionUID = 1;

    /// Ticks that the others get. When the caller holds a lock they cannot use them, and it goes on.
    private static final int TICKS = 100;

    private final transient AtomicReference<Attempt.Action> others = new AtomicReference<>();
    private transient volatile BooleanSupplier done;

    /// Lets others take `action` once, after the next look-up, before its caller learns the result.
    /// It learns it when they are `done`, or do not get on.
    public void getsInAfterTheNextLookUp(Attempt.Action action, BooleanSupplier done) {
        this.done = done;
        others.set(action);
    }

    /// Lets the others act now if no look-up has let them.
    public void hasGotIn() throws Exception {
        var action = others.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    /// Also what `containsKey` and `getOrDefault` call.
    @Override
    public V get(Object key) {
        var value = super.get(key);
        var action = others.getAndSet(null);
        if (action != null) {
            meddle(action);
        }
        return value;
    }

    private void meddle(Attempt.Action action) {
        try {
            action.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        var ticks = new Patience.Ticks(TICKS);
        while (!done.getAsBoolean() && ticks.next(done)) {
            // Once more.
        }
    }
}
