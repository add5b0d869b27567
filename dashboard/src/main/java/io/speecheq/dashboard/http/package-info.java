/** The calls over HTTP: a JSON interface and the page that reads it. */
@NullMarked
package io.speecheq.dashboard.http;

import org.jspecify.annotations.NullMarked;
