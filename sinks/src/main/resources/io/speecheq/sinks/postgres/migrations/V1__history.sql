-- What SpeechEQ knows of calls. Every table holds the whole record beside the columns that queries go by; there is no audio.
-- stored_at is when the row was first written.

CREATE TABLE call (
    call_id text PRIMARY KEY,
    call_start timestamptz NOT NULL,
    status text NOT NULL,
    revision integer NOT NULL,
    duration_millis bigint NOT NULL,
    talk_millis bigint NOT NULL,
    overlap_millis bigint NOT NULL,
    non_talk_millis bigint NOT NULL,
    record jsonb NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now()
);
-- The newest calls; calls whose id begins with something.
CREATE INDEX call_newest ON call (call_start DESC, call_id);
CREATE INDEX call_prefix ON call (call_id text_pattern_ops);

CREATE TABLE call_trajectory (
    call_id text NOT NULL,
    channel text NOT NULL,
    call_start timestamptz NOT NULL,
    status text NOT NULL,
    revision integer NOT NULL,
    windows integer NOT NULL,
    total_millis bigint NOT NULL,
    speech_millis bigint NOT NULL,
    dominant text,
    mean_intensity real,
    peak_intensity real,
    record jsonb NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (call_id, channel)
);
CREATE INDEX call_trajectory_newest ON call_trajectory (call_start DESC);

CREATE TABLE emotion_window (
    call_id text NOT NULL,
    channel text NOT NULL,
    window_index integer NOT NULL,
    call_start timestamptz NOT NULL,
    start_millis bigint NOT NULL,
    end_millis bigint NOT NULL,
    speech_ratio real NOT NULL,
    level_dbfs real NOT NULL,
    category text,
    emotion text,
    intensity real,
    not_assessed text,
    model text,
    record jsonb NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (call_id, channel, window_index)
);
-- Small, for ranges of days in a table that grows by them.
CREATE INDEX emotion_window_days ON emotion_window USING brin (call_start);

CREATE TABLE alert (
    call_id text NOT NULL,
    channel text NOT NULL,
    rule text NOT NULL,
    episode integer NOT NULL,
    call_start timestamptz NOT NULL,
    at timestamptz NOT NULL,
    from_millis bigint NOT NULL,
    to_millis bigint NOT NULL,
    state text NOT NULL,
    state_rank integer NOT NULL,
    severity text NOT NULL,
    value real NOT NULL,
    message text NOT NULL,
    record jsonb NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (call_id, channel, rule, episode)
);
COMMENT ON COLUMN alert.at IS 'when the stretch began: call_start and from_millis';
COMMENT ON COLUMN alert.state_rank IS 'UNKNOWN 0, RAISED 1, AFTER_CALL 2, CLEARED 3: a row never goes back';
CREATE INDEX alert_newest ON alert (at DESC);
CREATE INDEX alert_start ON alert (call_start DESC);

-- Calls that were erased, by the SHA-256 of their ids: whatever the topics still say of them is not written again.
CREATE TABLE erased_call (
    call_sha256 bytea PRIMARY KEY,
    erased_at timestamptz NOT NULL DEFAULT now()
);
