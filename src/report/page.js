(function () {
  'use strict';
  var root = document.documentElement;
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  root.classList.add('js');

  // Headings and names in the other language. The texts stay what they are.
  var button = document.getElementById('language');
  var options = all('option[data-en]').map(function (option) { return {at: option, ar: option.textContent, en: option.getAttribute('data-en')}; });
  button.addEventListener('click', function () {
    var english = root.getAttribute('lang') !== 'en';
    root.setAttribute('lang', english ? 'en' : 'ar');
    root.setAttribute('dir', english ? 'ltr' : 'rtl');
    options.forEach(function (option) { option.at.textContent = english ? option.en : option.ar; });
  });

  // Each form.filter hides the rows of the list that it names; a row carries what it is under data-NAME, values by blanks.
  all('form.filter').forEach(function (form) {
    var list = document.getElementById(form.getAttribute('data-list'));
    var rows = Array.prototype.slice.call(list.querySelectorAll('.row'));
    var selects = Array.prototype.slice.call(form.querySelectorAll('select'));
    var count = form.querySelector('output');
    var show = function () {
      var shown = 0;
      rows.forEach(function (row) {
        var fits = selects.every(function (select) {
          var values = (row.getAttribute('data-' + select.name) || '').split(' ');
          return !select.value || values.indexOf(select.value) >= 0;
        });
        row.hidden = !fits;
        if (fits) shown += 1;
      });
      // A day or a speaker of whom nothing is left goes too.
      Array.prototype.forEach.call(list.querySelectorAll('.group'), function (group) { group.hidden = !group.querySelector('.row:not([hidden])'); });
      count.textContent = shown + ' / ' + rows.length;
    };
    form.addEventListener('change', show);
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('reset', function () { setTimeout(show, 0); });
    show();
  });

  // A cite leads to a line; the words that it means are shown there too.
  document.addEventListener('click', function (event) {
    var cite = event.target.closest ? event.target.closest('a.cite') : null;
    all('mark.hit').forEach(function (mark) { mark.classList.remove('hit'); });
    if (!cite) return;
    var line = document.getElementById(cite.getAttribute('href').slice(1));
    var at = cite.getAttribute('data-at');
    var mark = line && at ? line.querySelector('mark[data-at="' + at + '"]') : null;
    if (mark) mark.classList.add('hit');
  });

  window.addEventListener('beforeprint', function () { all('details').forEach(function (details) { details.open = true; }); });
}());
