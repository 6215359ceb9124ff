return Tfaip.Commands.Launching.Launcher.Export(args);
