namespace Tfaip.Training.Loop;

/// <summary>Hears nothing.</summary>
internal sealed class SilentListener : IRunListener;
