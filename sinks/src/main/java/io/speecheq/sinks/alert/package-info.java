/** Rules about calls, from a file that people write to the alerts that they raise, each with the numbers that made it. */
@NullMarked
package io.speecheq.sinks.alert;

import org.jspecify.annotations.NullMarked;
