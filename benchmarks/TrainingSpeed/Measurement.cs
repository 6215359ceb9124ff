using System.Diagnostics;

namespace TrainingSpeed;

/// <summary>What an epoch took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="Processor">Processor time of the training thread, in seconds.</param>
internal readonly record struct Measurement(double Seconds, double Processor)
{
    public static Measurement Begin() => new(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency, ThreadTime.Now);

    public Measurement End()
    {
        var now = Begin();
        return new(now.Seconds - Seconds, now.Processor - Processor);
    }
}
