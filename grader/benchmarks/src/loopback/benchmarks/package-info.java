/// Programs that measure the course: how long a learner waits for a verdict, how many submissions a
/// machine grades, what the servers of the course bear beside others. Each alternates what it
/// compares, keeps every single figure in a file of results, and the tables of the page are made
/// from these files, so that page and results cannot disagree.
@NullMarked
package loopback.benchmarks;

import org.jspecify.annotations.NullMarked;
