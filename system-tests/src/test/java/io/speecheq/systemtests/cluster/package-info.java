/** SpeechEQ as processes of its own: broker, job manager, task managers, publisher and history, what can befall them, and the check afterwards of what is told and kept. */
@NullMarked
package io.speecheq.systemtests.cluster;

import org.jspecify.annotations.NullMarked;
