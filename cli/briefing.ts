import { Command } from 'commander';
import { askServer } from './ask-server.ts';
import { briefingList } from './briefing/answers.ts';
import { freezeCommand } from './briefing/freeze.ts';
import { renderCommand } from './briefing/render.ts';
import { listedText } from './briefing/report.ts';
import { scheduleCommand } from './briefing/schedules.ts';
import { verifyCommand } from './briefing/verify.ts';
import { jsonOption, serverToken, urlOption, type ServerOptions } from './server-options.ts';

const EXAMPLES = `
Examples:
    cityloop briefing list
    cityloop briefing freeze --template daily
    cityloop briefing freeze k3v9x0q2ab --corrects 7Qk2mB9xY0aZ1bC3 --note "The depth was that of another underpass."
    cityloop briefing verify --last 20
    cityloop briefing render 7Qk2mB9xY0aZ1bC3 --format pdf --language en
    cityloop briefing schedule daily --at 07:30 --template daily --format pdf

verify asks no server: it reads the data folder. The others ask a running server; a token, when it wants one, is read
from CITYLOOP_INGEST_TOKEN.
Exit codes: 0 done, 1 the server does not answer or refuses, nothing was frozen, or a briefing does not hold; 2 an option
is wrong.`;

const list = new Command('list')
	.description('List the briefings of a running server, newest first.')
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(async ({ url, json }: ServerOptions) => {
		const { briefings } = await askServer(url, serverToken())(briefingList, '/api/briefings');
		process.stdout.write(json ? `${JSON.stringify(briefings)}\n` : listedText(briefings));
	});

/** `cityloop briefing`: what was frozen, and what is frozen by itself. */
export const briefingCommand = new Command('briefing')
	.description('Briefings: list, freeze, verify, render them; freeze them by themselves.')
	.addHelpText('after', EXAMPLES);
for (const command of [list, freezeCommand, verifyCommand, renderCommand, scheduleCommand])
	briefingCommand.addCommand(command.exitOverride());
