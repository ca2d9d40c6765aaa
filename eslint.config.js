import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { directions } from './eslint.directions.js';

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'data/',
			'src/lib/paraglide/',
			'node_modules/',
			'static/',
			'bench/.cache/',
			'tests/.cache/'
		]
	},
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node, ...globals.worker } },
		rules: {
			'no-undef': 'off',
			'no-console': 'error',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
		rules: {
			'svelte/no-navigation-without-resolve': 'off',
			// Maps and sets that are state are replaced whole ($state.raw), never mutated.
			'svelte/prefer-svelte-reactivity': 'off',
			// svelte-check is the judge of these: it fails on every warning that is left.
			'svelte/no-unused-svelte-ignore': 'off'
		}
	},
	{ files: ['cli/**', 'scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
	{
		files: ['src/**/*.ts', 'src/**/*.svelte'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: "MemberExpression[computed=true][object.name='m'][property.type!='Literal']",
					message: 'A word chosen by a computed name brings all words into every page: list those it may be.'
				}
			]
		}
	},
	{
		// Models give the same bytes for the same inputs, in Node and in browsers.
		files: ['src/lib/scenarios/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				...[
					'exp',
					'expm1',
					'log',
					'log1p',
					'log2',
					'log10',
					'sin',
					'cos',
					'tan',
					'asin',
					'acos',
					'atan',
					'atan2'
				]
					.concat(['sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'cbrt'])
					.map((property) => ({
						object: 'Math',
						property,
						message: 'Engines differ in its last digit: take it from #lib/model/portable-math.ts.'
					})),
				{ object: 'Math', property: 'random', message: 'The same inputs give the same answer.' },
				{ object: 'Date', property: 'now', message: 'Models know no clock: time comes as an argument.' }
			]
		}
	},
	...directions
);
