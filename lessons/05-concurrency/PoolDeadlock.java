///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Lets visitors wait for tasks that wait for a thread, which the visitors have.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: PoolDeadlock");
        System.exit(2);
    }
    try (var pool = Executors.newFixedThreadPool(2)) {
        show("2 threads, 1 visitor", pool, 1);
        show("2 threads, 2 visitors", pool, 2);
        pool.shutdownNow(); // <1>
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        show("a thread per task, 2 visitors", threads, 2);
    }
}

void show(String what, ExecutorService executor, int visitors) throws Exception {
    var allHere = new CyclicBarrier(visitors);
    var visits = new ArrayList<Future<String>>();
    for (int i = 0; i < visitors; i++) {
        visits.add(executor.submit(() -> visit(executor, allHere)));
    }
    try {
        for (var visit : visits) {
            visit.get(1, TimeUnit.SECONDS);
        }
        IO.println(what + ": all served");
    } catch (TimeoutException e) {
        IO.println(what + ": nobody served after 1 s, " + state(executor));
    }
}

String visit(ExecutorService executor, CyclicBarrier allHere) throws Exception {
    allHere.await(); // <2>
    var part = executor.submit(() -> "the part of the answer that takes a while");
    return part.get(); // <3>
}

String state(ExecutorService executor) {
    var pool = (ThreadPoolExecutor) executor;
    int waiting = pool.getQueue().size();
    return pool.getActiveCount() + " threads busy, " + waiting + " tasks in the queue";
}
