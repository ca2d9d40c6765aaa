import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { cityId } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { PageHandler } from '#lib/server/http/start-server.ts';

const howToImport = (id = 'mycity') => `npm run -s cityloop -- import --id ${id} --osm city.osm.pbf`;

interface ServeOptions {
	readonly city?: string;
	readonly port: number;
	readonly host: string;
	readonly mqtt: boolean;
	readonly mqttPort: number;
	readonly data: string;
}

export const serveCommand = new Command('serve')
	.description('Serve a city: pages, packs, live socket. Listens on 127.0.0.1 unless told otherwise.')
	.option('--city <id>', 'which pack (default: the first by name)', readCity)
	.option('--port <n>', 'port', readPort, 4400)
	.option('--host <address>', 'address to listen on', '127.0.0.1')
	.option('--mqtt-port <n>', 'port of the embedded MQTT broker', readPort, 1883)
	.option('--no-mqtt', 'no MQTT broker')
	.option('--data <dir>', 'data folder', process.env['CITYLOOP_DATA'] ?? 'data')
	.addHelpText('after', '\nExample:\n  npm start -- --city nyc --port 4400')
	.action(async (options: ServeOptions) => {
		const { startServer } = await import('#lib/server/http/start-server.ts');
		const server = await startServer({
			dataDir: options.data,
			...(options.city ? { cityId: options.city } : {}),
			host: options.host,
			port: options.port,
			...(options.mqtt ? { mqttPort: options.mqttPort } : {}),
			pages: await builtPages()
		});
		const at = `http://${options.host}:${server.port}`;
		console.log(
			server.city
				? `${server.city.manifest.name.en} (${server.city.manifest.name.zh}) is at ${at}`
				: `${options.city ? `There is no city pack '${options.city}'.` : 'No city pack is installed.'} Import one with: ${howToImport(options.city)}  (${at} says the same)`
		);
		for (const signal of ['SIGINT', 'SIGTERM'] as const)
			process.once(signal, () => void server.close().then(() => process.exit(0)));
	});

async function builtPages(): Promise<PageHandler> {
	const file = resolve(import.meta.dirname, '../build/handler.js');
	if (!existsSync(file))
		throw new AppError('NOT_BUILT', {
			message: 'The pages are not built yet. Run: npm start  (or: npm run build)'
		});
	const module = (await import(pathToFileURL(file).href)) as { handler: PageHandler }; // adapter-node's output
	return module.handler;
}

function readCity(text: string): string {
	if (!cityId.safeParse(text).success)
		throw new InvalidArgumentError('The id of a city is small letters, digits and hyphens.');
	return text;
}

function readPort(text: string): number {
	const port = Number(text);
	if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65535)
		throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
	return port;
}
