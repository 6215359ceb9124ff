using Tfaip.Commands.Exporting;
using Tfaip.Parameters.Streams;

// What a module prints goes the same way.
using var output = StandardStreams.Output();
using var error = StandardStreams.Error();
Console.SetOut(output);
Console.SetError(error);
return new ExportCommand(output, error, () => output.Failure).Run(args);
