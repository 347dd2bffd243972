package kit;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/// A map in which others can get in between a call and what its caller does with the result.
///
/// What is one call for the caller (`merge`, `compute`, `replace` …) stays one.
public final class Meddler<K, V> extends ConcurrentHashMap<K, V> {

    private static final long serialVersionUID = 1;

    /// Ticks that the others get. When the caller holds a lock they cannot use them, and it goes on.
    private static final int TICKS = 100;

    private final transient AtomicReference<Attempt.Action> afterLookUp = new AtomicReference<>();
    private final transient AtomicReference<Attempt.Action> afterChange = new AtomicReference<>();
    private transient volatile BooleanSupplier done;

    /// Lets others take `action` once, after the next look-up, before its caller learns the result.
    /// It learns it when they are `done`, or do not get on.
    public void getsInAfterTheNextLookUp(Attempt.Action action, BooleanSupplier done) {
        this.done = done;
        afterLookUp.set(action);
    }

    /// The same after the next change.
    public void getsInAfterTheNextChange(Attempt.Action action, BooleanSupplier done) {
        this.done = done;
        afterChange.set(action);
    }

    /// Lets the others act now if no look-up and no change has let them.
    public void hasGotIn() throws Exception {
        for (var others : List.of(afterLookUp, afterChange)) {
            var action = others.getAndSet(null);
            if (action != null) {
                action.run();
            }
        }
    }

    /// Also what `containsKey` and `getOrDefault` call.
    @Override
    public V get(Object key) {
        return meddled(afterLookUp, super.get(key));
    }

    @Override
    public V put(K key, V value) {
        return meddled(afterChange, super.put(key, value));
    }

    @Override
    public V putIfAbsent(K key, V value) {
        return meddled(afterChange, super.putIfAbsent(key, value));
    }

    @Override
    public V replace(K key, V value) {
        return meddled(afterChange, super.replace(key, value));
    }

    @Override
    public boolean replace(K key, V old, V value) {
        return meddled(afterChange, super.replace(key, old, value));
    }

    @Override
    public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        return meddled(afterChange, super.merge(key, value, function));
    }

    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        return meddled(afterChange, super.compute(key, function));
    }

    @Override
    public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        return meddled(afterChange, super.computeIfPresent(key, function));
    }

    private <T> T meddled(AtomicReference<Attempt.Action> others, T result) {
        var action = others.getAndSet(null);
        if (action != null) {
            meddle(action);
        }
        return result;
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
