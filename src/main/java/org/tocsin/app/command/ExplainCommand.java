package org.tocsin.app.command;

import picocli.CommandLine.Command;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "What Tocsin knows and would do. Changes nothing.",
    synopsisSubcommandLabel = "COMMAND")
final class ExplainCommand extends Group {}
