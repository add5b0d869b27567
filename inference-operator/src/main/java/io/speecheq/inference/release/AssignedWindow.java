package io.speecheq.inference.release;

import io.speecheq.streamfeatures.window.FeatureWindow;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** A window with the release that is to score it: decided once, before anything waits in a batch. */
@TypeInfo(AssignedWindowType.class)
public record AssignedWindow(FeatureWindow window, Release release) {}
