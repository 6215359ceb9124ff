using System.Runtime.InteropServices;
using System.Text;
using Tfaip.Parameters.Streams;
using Tfaip.Predict;

using var stop = new CancellationTokenSource();

// The first signal ends after the input at hand; a second one finds no handler that holds it back.
var signals = 0;
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
{
    context.Cancel = Interlocked.Increment(ref signals) == 1;
    stop.Cancel();
});
using var output = StandardStreams.Output(stream => new StreamWriter(stream, new UTF8Encoding(false)));
using var error = StandardStreams.Error();

// Answers are data, and names in them anybody's: a terminal shows them and acts on none.
TextWriter answers = Console.IsOutputRedirected ? output : new PlainWriter(output);
return new PredictCommand(StandardStreams.Input(), answers, error, () => output.Failure).Run(args, stop.Token);
