using Tfaip.Configuration.Descriptions.Schemas;
using Tfaip.Training.Scenarios;

namespace Tfaip.Commands.Schemas;

/// <summary>What the data of every scenario has.</summary>
internal sealed record AnyDataParams : DataParams, IOpenParams;

/// <summary>What the model of every scenario has: nothing.</summary>
internal sealed record AnyModelParams : ModelParams, IOpenParams;
