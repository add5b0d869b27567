/** Kafka's own broker inside this process, for the all-in-one and for tests. */
@NullMarked
package io.speecheq.app.broker;

import org.jspecify.annotations.NullMarked;
