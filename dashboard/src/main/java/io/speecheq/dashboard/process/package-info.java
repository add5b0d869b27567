/** The dashboard as a running thing: configuration, Kafka Streams and the server under one lid. */
@NullMarked
package io.speecheq.dashboard.process;

import org.jspecify.annotations.NullMarked;
