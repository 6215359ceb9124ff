using System.Text.Json;

namespace Tfaip.Training.Callbacks;

/// <summary>A callback that remembers something which a resumed run has to know: it is saved in every checkpoint.</summary>
public interface IStatefulCallback : ICallback
{
    /// <summary>The name of its state in checkpoints; no other callback of the run has it.</summary>
    string Name { get; }

    /// <summary>What it remembers.</summary>
    JsonElement Save();

    /// <summary>
    /// Puts back what <see cref="Save"/> gave, before <see cref="RunStarted"/>. Not called where the checkpoint has no state of it.
    /// </summary>
    void Restore(JsonElement state);
}
