package io.speecheq.dashboard.http;

import io.speecheq.dashboard.access.Role;
import java.time.Duration;
import java.util.Optional;

/** One client of the {@link Wall}. */
final class WallFeed implements EventFeed {

    private final Wall wall;
    private final Role role;
    private long heard;
    private long look;
    private boolean isWaiting;

    WallFeed(Wall wall, Role role, long heard, long look) {
        this.wall = wall;
        this.role = role;
        this.heard = heard;
        this.look = look;
    }

    @Override
    public Optional<ServerEvent> next(Duration patience) throws InterruptedException {
        WallNews news = wall.await(heard, look, patience);
        if (news.equals(WallNews.NONE)) {
            return Optional.empty();
        } else if (news.equals(WallNews.NOT_READY)) {
            if (isWaiting) {
                Thread.sleep(Math.min(patience.toMillis(), Wall.PERIOD.toMillis()));
                return Optional.empty();
            }
            isWaiting = true;
            return Optional.of(new ServerEvent("waiting", "", "{}"));
        }
        ServerEvent event = new ServerEvent("calls", news.id(), news.data(role, heard));
        heard = news.number();
        look = -1;
        isWaiting = false;
        return Optional.of(event);
    }

    @Override
    public void close() {
        wall.leave();
    }
}
