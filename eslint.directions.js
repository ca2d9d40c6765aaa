/**
 * The folder list is the dependency list (docs/architecture.md). Each entry says what a part of ours
 * may import; everything else of ours is a lint error there.
 */
const PARTS = [
	'model',
	'adapters',
	'queries',
	'scenarios',
	'themes',
	'cities',
	'scene',
	'layers',
	'state',
	'ui',
	'features',
	'server'
];

const MAY = {
	model: [],
	adapters: ['model'],
	queries: ['model'],
	scenarios: ['model'],
	themes: ['model'],
	cities: ['model'],
	scene: ['model'],
	layers: ['model', 'scene', 'ui'],
	state: ['model'],
	ui: ['model'],
	features: ['model', 'queries', 'scenarios', 'themes', 'cities', 'scene', 'layers', 'state', 'ui'],
	server: ['model', 'adapters', 'queries', 'scenarios', 'themes', 'cities']
};

/** Only the scene knows the engines; layers may name deck's layer classes. */
const ENGINES = [
	'three',
	'three/*',
	'3d-tiles-renderer',
	'3d-tiles-renderer/*',
	'@deck.gl/*',
	'@luma.gl/*',
	'cesium',
	'@cesium/*',
	'three-mesh-bvh'
];
const KNOWS_ENGINES = new Set(['scene', 'layers']);

const rule = (part) => {
	const forbidden = PARTS.filter((other) => other !== part && !MAY[part].includes(other));
	const patterns = [
		{
			group: forbidden.flatMap((other) => [`#lib/${other}/*`, `#lib/${other}/**`, `**/lib/${other}/**`]),
			message: `src/lib/${part} may import only: ${[part, ...MAY[part]].join(', ')}.`
		},
		{
			group: ['**/../routes/**', '#tiles/*', '#tiles/**'],
			message: 'Pages and the tile pipeline are above the library.'
		}
	];
	if (!KNOWS_ENGINES.has(part))
		patterns.push({
			group: ENGINES,
			message: 'Only src/lib/scene (and layers, for deck classes) imports the 3D engines.'
		});
	if (
		part === 'model' ||
		part === 'adapters' ||
		part === 'queries' ||
		part === 'server' ||
		part === 'ui' ||
		part === 'scene'
	)
		patterns.push({
			group: ['#workers/*', '#workers/**'],
			message: 'Workers are reached from state, features and layers, by their client.ts.'
		});
	else
		patterns.push({
			group: ['#workers/*/worker.ts', '#workers/*/api.ts'],
			message: 'A worker is reached only through its client.ts.',
			allowTypeImports: true
		});
	return {
		files: [`src/lib/${part}/**/*.{ts,svelte}`],
		ignores: [`src/lib/${part}/**/*.test.ts`],
		rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] }
	};
};

const notServer = (files, why) => ({
	files,
	ignores: ['**/*.test.ts'],
	rules: {
		'@typescript-eslint/no-restricted-imports': [
			'error',
			{
				patterns: [
					{
						group: ['#lib/server/*', '#lib/server/**', '#lib/features/**', '#lib/state/**', '#lib/ui/**'],
						message: why
					}
				]
			}
		]
	}
});

export const directions = [
	...PARTS.map(rule),
	notServer(['workers/**/*.ts'], 'Workers know the model, adapters, queries and scenarios.'),
	notServer(['tiles/**/*.ts'], 'The tile pipeline knows only the model and adapters.')
];
