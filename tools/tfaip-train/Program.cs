using Spectre.Console;
using Tfaip.Commands.Verbs;
using Tfaip.Parameters.Streams;

// Before the console looks at them. What a scenario prints goes the same way.
using var output = StandardStreams.Output();
using var error = StandardStreams.Error();
Console.SetOut(output);
Console.SetError(error);
return new TrainCommand(AnsiConsole.Console, Console.Error, outputFailure: () => output.Failure).Run(args);
