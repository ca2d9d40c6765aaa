import type { Plugin } from 'vite';

/** Takes the argument checks out of Cesium's sources, as its own release build does. */
export function cesiumRelease(): Plugin {
	return {
		name: 'cesium-release',
		transform: {
			filter: { id: /@cesium\/engine\/Source\/.*\.js$/ },
			handler: (code) =>
				code.replace(/\/\/>>includeStart\('debug'[^\n]*\n[\s\S]*?\/\/>>includeEnd\('debug'\)[^\n]*/g, '')
		}
	};
}
