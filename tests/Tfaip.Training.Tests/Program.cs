using Microsoft.Testing.Platform.Builder;
using Tfaip.Training.Tests;
using Tfaip.Training.Tests.Commands.Signals;
using Tfaip.Training.Tests.Configuration.Hostile;

if (args is [HostileReader.Verb, ..]) return HostileReader.Run(args[1..]);
if (args is [SignalledTool.Verb, ..]) return SignalledTool.Run(args[1..]);

var builder = await TestApplication.CreateBuilderAsync(args);
SelfRegisteredExtensions.AddSelfRegisteredExtensions(builder, args);
using var application = await builder.BuildAsync();
return await application.RunAsync();
