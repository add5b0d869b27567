/** The SpeechEQ Flink job: its configuration, its graph, its main, and the cluster inside this process that runs it. */
@NullMarked
package io.speecheq.app.job;

import org.jspecify.annotations.NullMarked;
