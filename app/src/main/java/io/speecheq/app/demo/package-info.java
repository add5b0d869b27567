/** Everything in one process: broker, job, dashboard, and recordings replayed as live calls. */
@NullMarked
package io.speecheq.app.demo;

import org.jspecify.annotations.NullMarked;
