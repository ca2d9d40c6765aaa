import { addDataToMap } from '@kepler.gl/actions';
import KeplerGl from '@kepler.gl/components';
import { processCsvData } from '@kepler.gl/processors';
import keplerGlReducer, { enhanceReduxMiddleware } from '@kepler.gl/reducers';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { applyMiddleware, combineReducers, createStore } from 'redux';

/** The least that shows points in kepler.gl: no map below them, no window over them, one file of rows. */
const reducer = combineReducers({
	keplerGl: keplerGlReducer.initialState({
		uiState: { currentModal: null },
		mapStyle: { styleType: 'no_map' }
	})
});
const store = createStore(reducer, {}, applyMiddleware(...enhanceReduxMiddleware([])));
const map = createElement(KeplerGl, {
	id: 'map',
	mapboxApiAccessToken: '',
	width: window.innerWidth,
	height: window.innerHeight
});
createRoot(document.getElementById('app')).render(createElement(Provider, { store }, map));

fetch('/requests.txt')
	.then((answer) => answer.text())
	.then((text) =>
		store.dispatch(
			addDataToMap({
				datasets: { info: { id: 'requests', label: 'Requests' }, data: processCsvData(text) },
				options: { centerMap: true }
			})
		)
	);
