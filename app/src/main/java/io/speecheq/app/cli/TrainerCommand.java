package io.speecheq.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command that the launcher hands to the trainer, a program of its own; here it is only listed. */
@Command
final class TrainerCommand implements Callable<Integer> {

    private static final Map<String, String> COMMANDS = Map.of(
            "train", "Train a network on recorded corpora.",
            "evaluate", "Evaluate a network on speakers it never heard.",
            "crossvalidate", "Train a network for each fold of the data, and measure them together.",
            "ablate", "Measure what each part of the training method is worth.",
            "export", "Write a trained network as ONNX, with its model card.");

    private final String name;

    private TrainerCommand(String name) {
        this.name = name;
    }

    static void addTo(CommandLine commands) {
        for (String name : List.of("train", "evaluate", "crossvalidate", "ablate", "export")) {
            CommandLine command = new CommandLine(new TrainerCommand(name));
            command.getCommandSpec().usageMessage().description(COMMANDS.get(name) + " (trainer)");
            command.setUnmatchedArgumentsAllowed(true);
            commands.addSubcommand(name, command);
        }
    }

    @Override
    public Integer call() throws UserError {
        throw new UserError(name + " is the trainer's: start it as ./speecheq " + name + " from SpeechEQ's folder");
    }
}
