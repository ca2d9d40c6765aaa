import { Command, InvalidArgumentError } from 'commander';
import { cityId, type CityManifest } from '#lib/model/city.ts';
import { builtPages } from './built-pages.ts';
import { demoToMake } from './demo/demo-to-make.ts';
import { makeDemoBeside } from './demo/make-beside.ts';

const howToImport = (id = 'mycity') => `npm run -s cityloop -- import --id ${id} --osm city.osm.pbf`;

interface ServeOptions {
	readonly city?: string;
	readonly port: number;
	readonly host: string;
	readonly mqtt: boolean;
	readonly mqttPort: number;
	readonly demo: boolean;
	readonly simulation: boolean;
	readonly data: string;
}

export const serveCommand = new Command('serve')
	.description('Serve a city: pages, packs, live socket. Listens on 127.0.0.1 unless told otherwise.')
	.option(
		'--city <id>',
		'which pack (default: the first by name; without any, the demo city is made)',
		readCity
	)
	.option('--port <n>', 'port', readPort, 4400)
	.option('--host <address>', 'address to listen on', '127.0.0.1')
	.option('--mqtt-port <n>', 'port of the embedded MQTT broker', readPort, 1883)
	.option('--no-mqtt', 'no MQTT broker')
	.option('--no-simulation', 'the demo city stands still: nothing is simulated')
	.option('--no-demo', 'make no demo city when there is no pack')
	.option('--data <dir>', 'data folder', process.env['CITYLOOP_DATA'] ?? 'data')
	.addHelpText('after', '\nExample:\n  npm start -- --city nyc --port 4400')
	.action(async (options: ServeOptions) => {
		const { startServer } = await import('#lib/server/http/start-server.ts');
		const pages = await builtPages();
		const demo = options.demo ? demoToMake(options.data, options.city) : undefined;
		const beside =
			demo &&
			makeDemoBeside(
				{ ...demo, data: options.data },
				{ made: async () => (await starting).lookAgain(), failed: console.error }
			);
		const starting = startServer({
			dataDir: options.data,
			making: () => beside?.making ?? false,
			...(options.city ? { cityId: options.city } : {}),
			host: options.host,
			port: options.port,
			...(options.mqtt ? { mqttPort: options.mqttPort } : {}),
			simulate: options.simulation,
			pages
		});
		const server = await starting;
		const at = `http://${options.host}:${server.port}`;
		console.log(greeting(server.city?.manifest.name, at, { ...options, making: beside !== undefined }));
		for (const signal of ['SIGINT', 'SIGTERM'] as const)
			process.once(signal, () => {
				beside?.stop();
				void server.close().then(() => process.exit(0));
			});
	});

function greeting(
	name: CityManifest['name'] | undefined,
	at: string,
	{ city, making }: { readonly city?: string; readonly making: boolean }
): string {
	if (name) return `${name.en} (${name.zh}) is at ${at}`;
	if (making)
		return `The demo city is being made, half a minute or so: ${at} shows it as soon as it is there.`;
	const missing = city ? `There is no city pack '${city}'.` : 'No city pack is installed.';
	return `${missing} Import one with: ${howToImport(city)}  (${at} says the same)`;
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
