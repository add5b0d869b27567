package io.speecheq.streamfeatures.chunk;

/**
 * Which channel of which call, and when the call began.
 *
 * @param callId 1 to 256 characters, none of them a control character
 * @param channel one speaker's side of the call; as long as a call id may be
 * @param callStartMillis since the epoch; media time 0 of all the call's channels
 */
public record ChannelId(String callId, String channel, long callStartMillis) {}
