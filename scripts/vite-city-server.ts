import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import type { CityHost, CityHostOptions } from '../src/lib/server/http/city-host.ts';

interface HostModule {
	readonly openCityHost: (options: CityHostOptions) => Promise<CityHost>;
}

/** In development Vite's own server answers the city's API, packs and socket as the product's server does. */
export function cityServer(): Plugin {
	return {
		name: 'cityloop-city-server',
		apply: 'serve',
		async configureServer(server) {
			if (process.env['VITEST']) return;
			const url = pathToFileURL(resolve('src/lib/server/http/city-host.ts')).href;
			const { openCityHost } = (await import(/* @vite-ignore */ url)) as HostModule; // Node runs the source itself
			const host = await openCityHost({
				dataDir: process.env['CITYLOOP_DATA'] ?? 'data',
				...(process.env['CITYLOOP_CITY'] ? { cityId: process.env['CITYLOOP_CITY'] } : {}),
				host: '127.0.0.1',
				mqttPort: 1883,
				httpServer: server.httpServer as CityHostOptions['httpServer']
			});
			server.httpServer?.on('close', () => void host.close());
			server.middlewares.use((request, response, next) => {
				void host.handle(request, response).then((answered) => answered || next(), next);
			});
		}
	};
}
