import type { Command } from 'commander';
import { bakeCommand } from './bake.ts';
import { briefingCommand } from './briefing.ts';
import { decodeCommand } from './decode.ts';
import { dlqCommand } from './dlq.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { importCommand } from './import.ts';
import { incidentCommand } from './incident.ts';
import { replayCommand } from './replay.ts';
import { rulesCommand } from './rules.ts';
import { scenarioCommand } from './scenario.ts';
import { serveCommand } from './serve.ts';
import { simulateCommand } from './simulate.ts';
import { themesCommand } from './themes.ts';
import { wallWatchCommand } from './wall-watch.ts';
import { wallsCommand } from './walls.ts';

/** The command line, in the order of its help: a new command is one file and one line. */
export const commands: readonly Command[] = [
	importCommand,
	demoCommand,
	bakeCommand,
	decodeCommand,
	serveCommand,
	simulateCommand,
	incidentCommand,
	replayCommand,
	themesCommand,
	wallsCommand,
	wallWatchCommand,
	rulesCommand,
	scenarioCommand,
	briefingCommand,
	dlqCommand,
	doctorCommand
];
