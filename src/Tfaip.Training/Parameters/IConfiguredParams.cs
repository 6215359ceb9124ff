using Tfaip.Parameters.Shapes;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Parameters;

/// <summary>Parameters that know what they were bound from, so that what turns out to be wrong later has its place.</summary>
internal interface IConfiguredParams
{
    /// <summary>The tree as it was configured; null where the parameters were made in code.</summary>
    ParameterView? View { get; }

    /// <summary>These parameters with others of data and model.</summary>
    IRunParams With(DataParams data, ModelParams model);

    /// <summary>These parameters with what they were bound from.</summary>
    IRunParams With(ParameterView view);
}
