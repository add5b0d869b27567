/** The dead-letter topic as an operator sees it: what lies there and why, and sending it back to where it came from. */
@NullMarked
package io.speecheq.app.deadletters;

import org.jspecify.annotations.NullMarked;
