import { userInfo } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { BRIEFING_TEMPLATES } from '#lib/model/briefing/contract.ts';
import { AppError } from '#lib/model/errors.ts';
import { askServer, type Ask } from '../ask-server.ts';
import { jsonOption, serverToken, urlOption, type ServerOptions } from '../server-options.ts';
import { begun, draftList, freezeState, keptDraft } from './answers.ts';
import { failuresText } from './report.ts';

const LOOK_EVERY_MS = 500;
const MOST_MISSES = 10;
const DRAFTS = '/api/briefings/drafts';

interface FreezeOptions extends ServerOptions {
	readonly template?: string;
	readonly by: string;
	readonly corrects?: string;
	readonly note?: string;
}

/** `cityloop briefing freeze`: a draft, or a template filled with what the city has, becomes a briefing. */
export const freezeCommand = new Command('freeze')
	.description('Freeze a draft of a running server, or a template filled with what the city has now.')
	.argument('[draft]', 'id of the draft')
	.addOption(new Option('--template <name>', 'instead of a draft').choices(BRIEFING_TEMPLATES))
	.option('--by <name>', 'who answers for it', userInfo().username)
	.option('--corrects <id>', 'the briefing that it corrects; needs --note')
	.option('--note <text>', 'what is different from the one that it corrects')
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(async (draft: string | undefined, options: FreezeOptions) => {
		const body = bodyOf(options);
		if ((draft === undefined) === (options.template === undefined))
			throw new AppError('OPTION_INVALID', { message: 'Name a draft, or a template with --template.' });
		const ask = askServer(options.url, serverToken());
		const id = draft ?? (await fill(ask, options));
		try {
			const end = await freeze(ask, id, body);
			if (options.json) process.stdout.write(`${JSON.stringify(end)}\n`);
			else if (end.state === 'done') process.stdout.write(`${end.id}\n`);
			else process.stderr.write(failuresText(end.failures));
			if (end.state !== 'done') process.exitCode = 1;
		} finally {
			// Nobody asked for a draft.
			if (draft === undefined)
				await ask(draftList, `${DRAFTS}/${id}/forget`, { method: 'POST', body: { by: options.by } });
		}
	});

function bodyOf({ by, corrects, note }: FreezeOptions): object {
	if ((corrects === undefined) !== (note === undefined))
		throw new AppError('OPTION_INVALID', {
			message: 'A correction needs both: --corrects <id> and --note "what is different".'
		});
	return { by, ...(corrects !== undefined && { corrects: { id: corrects, note } }) };
}

async function fill(ask: Ask, { template, by }: FreezeOptions): Promise<string> {
	const { id } = await ask(keptDraft, `${DRAFTS}/template`, { method: 'POST', body: { template, by } });
	return id;
}

async function freeze(ask: Ask, draft: string, body: object) {
	const path = `${DRAFTS}/${encodeURIComponent(draft)}/freeze`;
	const { job } = await ask(begun, path, { method: 'POST', body });
	for (let misses = 0; ; await pause(LOOK_EVERY_MS)) {
		try {
			const state = await ask(freezeState, `/api/briefings/freezing/${job}`);
			if (state.state !== 'running') return state;
			if (process.stderr.isTTY) process.stderr.write(`\r${state.step} of ${state.of} `);
			misses = 0;
		} catch (thrown) {
			// A machine that draws maps may be too busy to answer for a moment.
			if (++misses >= MOST_MISSES) throw thrown;
		}
	}
}
