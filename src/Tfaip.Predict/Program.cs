using System.Runtime.InteropServices;
using System.Text;
using Tfaip.Predict;

using var stop = new CancellationTokenSource();

// The first signal ends after the input at hand; a second one finds no handler that holds it back.
var signals = 0;
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
{
    context.Cancel = Interlocked.Increment(ref signals) == 1;
    stop.Cancel();
});
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
return new PredictCommand(Console.In, output, Console.Error).Run(args, stop.Token);
