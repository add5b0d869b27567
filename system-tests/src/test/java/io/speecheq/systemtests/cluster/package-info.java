/** SpeechEQ as processes of its own: broker, job manager, task managers and publisher, what can befall them, and the ledger check afterwards. */
@NullMarked
package io.speecheq.systemtests.cluster;

import org.jspecify.annotations.NullMarked;
