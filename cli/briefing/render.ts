import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { BRIEFING_LANGUAGES } from '#lib/model/briefing/draft.ts';
import { EXPORT_FORMATS, exportPath, exportState, type ExportWish } from '#lib/model/briefing/export.ts';
import { AppError } from '#lib/model/errors.ts';
import { askServer } from '../ask-server.ts';
import { serverToken, urlOption } from '../server-options.ts';

const LOOK_EVERY_MS = 500;

interface RenderOptions extends ExportWish {
	readonly url: string;
	readonly out: string;
}

/** Has a running server make a briefing into a file, and writes it. Answers where. */
export async function render(id: string, { url, out, format, language }: RenderOptions): Promise<string> {
	const ask = askServer(url, serverToken());
	const wish = { format, language };
	const path = exportPath(id, wish);
	const [address = '', query = ''] = path.split('?');
	let state = await ask(exportState, address, { method: 'POST', body: wish });
	while (state.state === 'running') {
		await pause(LOOK_EVERY_MS);
		state = await ask(exportState, `${address}/state?${query}`);
	}
	if (state.state !== 'done')
		throw new AppError('RENDER_FAILED', {
			message: state.state === 'failed' ? state.message : `${url} has not made it: try again.`
		});
	const reply = await fetch(new URL(path, url));
	if (!reply.ok)
		throw new AppError('FEED_UNREACHABLE', { message: `${url} answers ${reply.status} for the file.` });
	const file = existsSync(out) && statSync(out).isDirectory() ? join(out, state.name) : out;
	writeFileSync(file, Buffer.from(await reply.arrayBuffer()));
	return file;
}

/** `cityloop briefing render`: a briefing as a file. */
export const renderCommand = new Command('render')
	.description('Make a frozen briefing into a file: PDF, slides, PowerPoint, pictures, one offline page.')
	.argument('<id>', 'briefing')
	.addOption(new Option('--format <format>', 'what to make').choices(EXPORT_FORMATS).default('pdf'))
	.addOption(new Option('--language <language>', 'language').choices(BRIEFING_LANGUAGES).default('zh-CN'))
	.option('--out <path>', 'file, or a folder that takes it under its own name', '.')
	.addOption(urlOption())
	.action(async (id: string, options: RenderOptions) => {
		console.log(await render(id, options));
	});
