package io.speecheq.app.cli;

import io.speecheq.app.release.ReleaseBook;
import io.speecheq.app.release.Releases;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.schemas.card.InvalidModelCardException;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.record.ModelRelease;
import io.speecheq.schemas.record.ModelStatus;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code releases show}: one release, with its card. */
@Command(description = "Show a release: its file, what jobs made of it, and its card.")
final class ReleasesShowCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "NAME:VERSION", description = "The release.")
    private String title = "";

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    ReleasesShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Releases releases = ReleaseOperations.at(broker);
        ReleaseBook book = releases.book();
        ModelRelease release = book.published(title);
        terminal.print("release  " + title);
        terminal.print("role     " + role(book));
        terminal.print("sha256   " + release.getSha256());
        terminal.print("file     " + release.getUri());
        for (ModelStatus status : releases.statuses()) {
            if (status.getSha256().equals(release.getSha256())) {
                terminal.print("job      " + line(status));
            }
        }
        terminal.print("");
        try {
            ModelCard.parse(release.getCard()).toMarkdown().lines().forEach(terminal::print);
        } catch (InvalidModelCardException e) {
            terminal.problem("the card of " + title + " cannot be read: " + e.getMessage());
            return Failures.FAILED;
        }
        return 0;
    }

    private String role(ReleaseBook book) {
        if (book.champion().map(ReleaseBook::title).filter(title::equals).isPresent()) {
            return "champion";
        }
        return book.challenger()
                .filter(challenger -> ReleaseBook.title(challenger).equals(title))
                .map(challenger -> "challenger on " + ReleaseBook.percent(challenger.getShare()) + " of calls")
                .orElse("none");
    }

    private static String line(ModelStatus status) {
        return status.getJob() + "  " + status.getAt() + "  "
                + status.getOutcome().name().toLowerCase(Locale.ROOT)
                + (status.getReason() == null ? "" : ": " + status.getReason());
    }
}
